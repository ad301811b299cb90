package import ServiceLifecycle

/// A service of the process that says in one word what it is (具名服务).
///
/// The group asks each for its name, and one that has none is printed with all that it holds: that took a tenth of the time to
/// the first answer, and would have written keys into a log line.
package protocol NamedService: Service, CustomStringConvertible {
    static var name: String { get }
}

extension NamedService {
    package var description: String { Self.name }
}
