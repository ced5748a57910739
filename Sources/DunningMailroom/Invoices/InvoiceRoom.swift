package import Dunning
import DunningAPI
import DunningIntake
import DunningInvoices
package import DunningStore

/// Takes in e-invoices: has them read, and has the docket keep what they ask for.
package struct InvoiceRoom: Sendable {
  private let docket: Docket
  private let rulebook: @Sendable () -> Rulebook
  private let now: @Sendable () -> Instant
  private let reader: any InvoiceReader

  /// - Parameter reader: what reads the files.
  package init(
    docket: Docket, reader: any InvoiceReader, rulebook: @escaping @Sendable () -> Rulebook,
    now: @escaping @Sendable () -> Instant
  ) {
    self.docket = docket
    self.reader = reader
    self.rulebook = rulebook
    self.now = now
  }

  /// Reads one file and takes it in; it is kept with its claim.
  ///
  /// - Parameter keeping: false to tell what would be done and do nothing.
  /// - Throws: ``DocketError``.
  package func take(_ upload: InvoiceUpload, keeping: Bool = true, by actor: Actor) async throws(DocketError)
    -> InvoiceOutcome
  {
    try await docket.intake.taking { () async throws(DocketError) in
      let reading = await reader.read(upload.bytes)
      guard let invoice = reading.invoice else { return InvoiceOutcome(.refused, reading.trouble) }
      let taking = InvoiceTaking(
        docket: docket, rulebook: rulebook(), now: now(), upload: upload, invoice: invoice, keeping: keeping,
        actor: actor)
      return try await taking.run()
    }
  }

  /// Has the creditors told of a file that was not taken in.
  ///
  /// - Parameter folder: where it lies.
  /// - Throws: ``DocketError``.
  func tell(ofRefused name: String, because reason: String, in folder: String) async throws(DocketError) {
    try await docket.tell(
      of: RefusedFile(kind: .invoice, name: name, reason: reason, folder: folder, refusedAt: now()),
      rulebook: rulebook())
  }

  /// Forgets that a file was refused before, now that it was taken in.
  ///
  /// - Parameter folder: the watched one.
  /// - Throws: ``DocketError``.
  func forget(refused name: String, _ content: [UInt8], in folder: String) async throws(DocketError) {
    try await RefusedBefore(docket: docket, kind: .invoice, folder: folder).forget(name, content, now: now())
  }
}
