import Dunning
import DunningAPI
import DunningConfiguration
import DunningMailroom

/// The watched folders as they are now; nil where there is none.
extension Groundwork {
  var mail: StatusResponse.Mail? {
    started.inbound.maildir.map { path in
      let aside = SetAsideMail(maildir: path, now: outside.clock.now)
      return .init(path: path, setAside: aside.count, notReadable: aside.trouble)
    }
  }

  var invoices: StatusResponse.Invoices? {
    started.invoices.folder.map { path in
      let folder = InvoiceFolder(path: path, now: outside.clock.now)
      return .init(folder: path, asked: folder.asked, refused: folder.refused, notReadable: folder.trouble)
    }
  }

  var statements: StatusResponse.Statements? {
    started.payments.folder.map { path in
      let left = LeftLying(folder: path, now: outside.clock.now)
      return .init(path: path, left: left.words, notReadable: left.trouble)
    }
  }
}
