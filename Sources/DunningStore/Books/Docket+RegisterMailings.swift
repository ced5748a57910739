import Dunning
import DunningSQL

extension Docket {
  /// The registers that wait for their moment, earliest first.
  package func registerMailings() async throws(DocketError) -> [RegisterMailing] {
    try await read { look in
      try look.sql.all(
        "\(RegisterMailing.selection) WHERE at IS NOT NULL ORDER BY at, creditor", read: RegisterMailing.init)
    }
  }
}
