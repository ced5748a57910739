/// Lets the final dot of a message leave, or a letter be moved to where it counts as handed over.
///
/// It is asked at most once for a message, when all else of it is with the server or on the disk, and last before it
/// leaves. Nothing leaves when it throws: then the outcome is ``MailOutcome/abandoned(_:_:)`` with its error.
package typealias DotPermission = @Sendable () async throws -> Void
