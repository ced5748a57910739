import Dunning
import DunningMail
import DunningTesting
import Synchronization

/// A relay that misbehaves by chance, knows what it really took, and can take the whole machine down with it.
final class SimulatedRelay: Sendable {
  private struct State {
    var chance: SeededGenerator
    var isCalm = false
    var isDown = false
    var isHeld = false
    var trespasses: [String] = []
    /// Taken, while the sender never heard of it.
    var takenInSilence: [String] = []
    var doubted: Set<String> = []
    /// What the sender was told was paid before the dot.
    var overtaken: Set<String> = []
  }

  private let state: Mutex<State>
  private let crash = Broadcast<Void>()
  /// Pays what a message is about while it is on its way; false when there is nothing to pay.
  private let meddler = Mutex<(@Sendable (String) async throws -> Bool)?>(nil)

  init(seed: UInt64) { state = Mutex(State(chance: SeededGenerator(seed: seed))) }

  /// Yields when the machine goes down.
  func crashes() -> AsyncStream<Void> { crash.stream() }

  func meddle(by body: (@Sendable (String) async throws -> Bool)?) { meddler.withLock { $0 = body } }

  /// Takes everything from now on.
  func calmDown() { state.withLock { $0.isCalm = true } }

  func comeUp() { state.withLock { $0.isDown = false } }

  func hold(_ isHeld: Bool) { state.withLock { $0.isHeld = isHeld } }

  var isDown: Bool { state.withLock { $0.isDown } }

  /// What was handed over while nothing may leave.
  var trespasses: [String] { state.withLock { $0.trespasses } }

  /// What arrived although the sender was never told, by the id of its envelope.
  var takenInSilence: [String] { state.withLock { $0.takenInSilence } }

  /// Envelopes whose final reply the sender never got.
  var doubted: Set<String> { state.withLock { $0.doubted } }

  /// Envelopes whose claim was paid before their dot could leave.
  var overtaken: Set<String> { state.withLock { $0.overtaken } }

  func answer(_ envelope: Envelope) -> ScriptedTransport.Answer {
    let roll: (number: UInt64, wasTaken: Bool)? = state.withLock { state in
      if state.isHeld { state.trespasses.append(envelope.id) }
      if state.isDown { return nil }
      return state.isCalm ? (100, true) : (state.chance.next() % 100, state.chance.next() % 2 == 0)
    }
    guard let roll else { return .hangBeforeDot }
    switch roll.number {
    case 0..<3:
      goDown()
      return .hangBeforeDot
    case 3..<6:
      doubt(envelope, wasTaken: roll.wasTaken)
      goDown()
      return .hangAfterDot
    case 6..<12: return .deferral("450 4.2.1 later")
    case 12..<15: return .deferral("421 4.3.2 closing", .connection)
    case 15..<17: return .refusal("550 5.1.1 no such user")
    case 17..<20: return .dropBeforeDot
    case 20..<23:
      doubt(envelope, wasTaken: roll.wasTaken)
      return .dropAfterDot
    case 23..<28:
      let body = meddler.withLock { $0 }
      return .acceptAfter { [self] in
        if try await body?(envelope.id) == true { state.withLock { _ = $0.overtaken.insert(envelope.id) } }
      }
    default: return .accept
    }
  }

  private func goDown() {
    state.withLock { $0.isDown = true }
    crash.send(())
  }

  private func doubt(_ envelope: Envelope, wasTaken: Bool) {
    state.withLock { state in
      state.doubted.insert(envelope.id)
      if wasTaken { state.takenInSilence.append(envelope.id) }
    }
  }
}
