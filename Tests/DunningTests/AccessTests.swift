import Dunning
import Testing

@Suite("roles")
struct AccessTests {
  @Test("each role may do what the ones before it may")
  func order() { #expect(Role.allCases.sorted() == [.auditor, .clerk, .approver, .admin]) }

  @Test("the highest role of a user and of all their groups counts")
  func highest() {
    var access = Access()
    access.grant(.clerk, toUser: 7)
    access.grant(.auditor, toGroup: 20)
    access.grant(.approver, toGroup: 21)
    #expect(access.role(user: 7, groups: []) == .clerk)
    #expect(access.role(user: 7, groups: [20]) == .clerk)
    #expect(access.role(user: 7, groups: [20, 21]) == .approver)
    #expect(access.role(user: 8, groups: [20]) == .auditor)
    #expect(access.role(user: 8, groups: [7]) == nil)
    #expect(access.role(user: 21, groups: []) == nil)
  }

  @Test("a role that is given twice is the higher of both, whichever came first")
  func twice() {
    for roles in [[Role.auditor, .admin], [.admin, .auditor]] {
      var access = Access()
      for role in roles {
        access.grant(role, toUser: 7)
        access.grant(role, toGroup: 20)
      }
      #expect(access.role(user: 7, groups: []) == .admin)
      #expect(access.role(user: 8, groups: [20]) == .admin)
    }
  }

  @Test("root is admin, and so is the user that the daemon runs as, without being named")
  func unnamed() {
    #expect(Access().role(user: 0, groups: []) == .admin)
    #expect(Access().role(user: 999, groups: [0]) == nil)
    #expect(Access().adding(admin: 999).role(user: 999, groups: []) == .admin)
  }
}
