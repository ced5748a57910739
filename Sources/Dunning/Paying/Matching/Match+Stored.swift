// As the docket has written them down.

extension Match.Candidate {
  package init(_ claim: ClaimID, _ reference: String, because: String) {
    self.init(claim: claim, reference: reference, because: because)
  }
}

extension Match.Allocation {
  package init(_ claim: ClaimID, _ reference: String, _ amount: Money, _ kind: Payment.Kind) {
    self.init(claim: claim, reference: reference, amount: amount, kind: kind)
  }
}
