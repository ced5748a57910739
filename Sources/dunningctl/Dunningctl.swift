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
          ClaimAdd.self, ClaimImport.self, ClaimList.self, ClaimShow.self, ClaimExplain.self, DebtorShow.self,
          ClaimPay.self, ClaimWithdraw.self, ClaimWriteOff.self,
        ]),
      CommandGroup(
        name: "What people say",
        subcommands: [
          ClaimPause.self, ClaimResume.self, ClaimPromise.self, ClaimDispute.self, ClaimStop.self, ClaimNote.self,
          FollowUps.self,
        ]),
      CommandGroup(
        name: "Notices",
        subcommands: [Plan.self, ForecastVerb.self, Preview.self, Notices.self, Notice.self, Mail.self]),
      CommandGroup(
        name: "Evidence and privacy",
        subcommands: [
          Evidence.self, Verify.self, Attach.self, Attachments.self, LegalHold.self, Retention.self,
          DebtorExportVerb.self, Erase.self,
        ]),
      CommandGroup(name: "Reports", subcommands: [AgeingVerb.self, Register.self, Interest.self]),
      CommandGroup(
        name: "Operation",
        subcommands: [
          Status.self, Arm.self, Hold.self, Reload.self, Config.self, Events.self, VersionVerb.self,
        ]),
    ])

  @OptionGroup var global: GlobalOptions
}
