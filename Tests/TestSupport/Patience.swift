package import HTTPServer

extension ServerSettings {
    /// Has the patience of a test that waits for its turn on a busy machine; only tests about patience may find it gone.
    package mutating func bePatient() {
        headerTimeout = .seconds(3_600)
        bodyTimeout = .seconds(3_600)
        idleTimeout = .seconds(3_600)
        writeTimeout = .seconds(3_600)
        handlerTimeout = .seconds(3_600)
    }
}
