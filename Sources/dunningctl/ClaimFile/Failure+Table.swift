import DunningAPI
import DunningTables

extension Failure {
  /// Why nothing of a file can be used.
  init(_ trouble: TableTrouble, in file: String) {
    let place = trouble.line.map { "\(file):\($0)" } ?? file
    self = .badData("\(place): \(trouble.message)", hint: trouble.hint)
  }
}

extension Problem {
  /// What is wrong with a row: the first fault, and all of them where there are several.
  init?(_ faults: [TableFault]) {
    guard let first = faults.first else { return nil }
    let errors = faults.map { fault in
      "\(fault.message)\(fault.field.map { " (\($0))" } ?? "")\(fault.hint.map { "; \($0)" } ?? "")"
    }
    self.init(
      Self.code(of: first), detail: first.message, field: first.field, hint: first.hint,
      errors: faults.count > 1 ? errors : nil)
  }

  private static func code(of fault: TableFault) -> ProblemCode {
    switch fault.field {
    case "amount": .invalidAmount
    case "due", "issued": .invalidDate
    default: .invalidValue
    }
  }
}
