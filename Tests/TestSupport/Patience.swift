package import HTTPServer

extension ServerSettings {
    /// Has the patience of a test that waits for its turn on a busy machine; only tests about patience may find it gone.
    package mutating func bePatient() {
        headerTimeout = .seconds(300)
        bodyTimeout = .seconds(300)
        idleTimeout = .seconds(300)
        writeTimeout = .seconds(300)
        handlerTimeout = .seconds(300)
    }
}
