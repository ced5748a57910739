import ArgumentParser
import DunningAPI

/// The root of all verbs.
struct Dunningctl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dunningctl", abstract: "Talk to dunningd, the payment-reminder daemon.",
    discussion: """
      EXAMPLES
        dunningctl status
        dunningctl import open-invoices.csv --dry-run
        dunningctl add --reference RE-1 --debtor "Müller GmbH" \\
          --email ap@mueller.example --amount 1190.00 --currency EUR \\
          --due 2026-12-31
        dunningctl plan
        dunningctl pay RE-1 --amount 1190.00

      Data goes to standard output, everything else to standard error; the exit
      statuses are in dunningctl(1).
      """,
    version: Version.current,
    groupedSubcommands: [
      CommandGroup(
        name: "Claims",
        subcommands: [
          AddVerb.self, ImportVerb.self, ListVerb.self, ShowVerb.self, ExplainVerb.self, DebtorVerbs.self,
          DebtorsVerb.self, PayVerb.self, PaymentsVerb.self, PaymentVerbs.self, CorrectVerb.self, MergeVerb.self,
          WithdrawVerb.self, WriteOffVerb.self, ReopenVerb.self, WaiveVerb.self,
        ]),
      CommandGroup(name: "Files of other programs", subcommands: [InvoiceVerbs.self, MapVerbs.self]),
      CommandGroup(
        name: "What people say",
        subcommands: [
          PauseVerb.self, ResumeVerb.self, PromiseVerb.self, DisputeVerb.self, StopVerb.self, NoteVerb.self,
          FollowUpsVerb.self,
        ]),
      CommandGroup(
        name: "Notices",
        subcommands: [
          PlanVerb.self, ForecastVerb.self, PreviewVerb.self, NoticesVerb.self, NoticeVerbs.self,
          StatementOfAccountVerb.self, MailVerbs.self,
        ]),
      CommandGroup(name: "Money that comes in", subcommands: [StatementVerbs.self]),
      CommandGroup(
        name: "Evidence and privacy",
        subcommands: [
          EvidenceVerb.self, VerifyVerb.self, AttachVerb.self, AttachmentsVerb.self, LegalHoldVerb.self,
          RetentionVerb.self,
          ExportVerb.self, EraseVerb.self,
        ]),
      CommandGroup(
        name: "Reports",
        subcommands: [AgeingVerb.self, RegisterVerb.self, CalendarVerb.self, InterestVerb.self, RatesVerbs.self]),
      CommandGroup(
        name: "Operation",
        subcommands: [
          StatusVerb.self, DoctorVerb.self, PageVerb.self, ArmVerb.self, HoldVerb.self, InitVerb.self,
          TestMailVerb.self,
          ReloadVerb.self, ConfigVerbs.self, BackupVerb.self, RestoreVerb.self, EventsVerb.self, LogLevelVerb.self,
          SupportVerbs.self, VersionVerb.self,
        ]),
    ])

  @OptionGroup var global: GlobalOptions
}
