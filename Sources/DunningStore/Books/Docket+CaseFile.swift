import Dunning

extension Docket {
  /// What the docket holds about the claim with this number or reference, read in one transaction.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func caseFile(_ name: ClaimName) async throws(DocketError) -> CaseFile {
    try await read { look in try look.caseFile(name) }.locating { [attachments] hash in
      // A content that cannot be read is as good as none.
      (try? attachments.hash(of: hash)) == hash ? attachments.file(of: hash) : nil
    }
  }
}
