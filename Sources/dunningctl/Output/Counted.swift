/// `1 claim`, `2 claims`.
///
/// - Parameter many: the word for more or less than one; the one with an s when nil.
func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
  "\(number) \(number == 1 ? one : many ?? "\(one)s")"
}
