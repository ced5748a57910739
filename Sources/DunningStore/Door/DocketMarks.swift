/// Where marks of a docket stand.
struct DocketMarks: Sendable {
  /// Beside the docket.
  let near: String
  /// On another volume, where a snapshot of the docket's own that is put back does not reach; nil where there is none.
  let far: String?

  /// Why a docket that is as far as `present` is an older one, or another.
  ///
  /// - Parameter home: where a file lives.
  func differences(from present: DocketMark, home: (String) -> DocketHome) -> [String] {
    let nearby = DocketMark(file: near, home: home(near))?.difference(from: present, file: near)
    // How old the file itself is says nothing of the docket there.
    let distant = far.flatMap { far in
      DocketMark(file: far, home: DocketHome(machine: nil, fileMade: nil))?.difference(from: present, file: far)
    }
    // The same said twice is said once.
    return [nearby ?? distant].compactMap { $0 }
  }

  /// - Parameter home: where a file lives.
  /// - Returns: whether the far one is written, or there is none.
  func write(_ mark: DocketMark, home: (String) -> DocketHome) -> Bool {
    mark.write(to: near, home: home)
    return far.map { mark.write(to: $0, home: home) } ?? true
  }
}
