/// An element of an invoice, with what is in it.
struct InvoiceNode {
  let name: String
  let attributes: [String: String]
  /// Without blanks at its ends.
  var text = ""
  var children: [InvoiceNode] = []

  /// All elements that this path of names leads to, such as `PaymentMeans/PaymentID`.
  func all(_ path: String) -> [InvoiceNode] {
    path.split(separator: "/").reduce([self]) { nodes, name in
      nodes.flatMap { $0.children.filter { $0.name == name } }
    }
  }

  func first(_ path: String) -> InvoiceNode? { all(path).first }

  /// The first text that is not empty where the first of these paths leads that leads to one.
  func text(_ paths: String...) -> String? {
    for path in paths {
      if let text = texts(path).first { return text }
    }
    return nil
  }

  /// The same in one line, however it was broken in the file.
  func line(_ paths: String...) -> String? {
    paths.lazy.compactMap { texts($0).first }.first.map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  /// All texts that are not empty.
  func texts(_ path: String) -> [String] { all(path).map(\.text).filter { !$0.isEmpty } }

  func amount(_ paths: String...) -> String? {
    for path in paths {
      if let text = texts(path).first { return InvoiceNumber.amount(text) }
    }
    return nil
  }

  /// The elements of this name anywhere below.
  func everywhere(_ name: String) -> [InvoiceNode] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.everywhere(name) }
  }
}
