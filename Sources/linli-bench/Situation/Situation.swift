/// What is around the good requests that are measured (情境): a crowd, slow clients, encryption, trains of requests.
enum Situation: String, CaseIterable {
    /// Beside 10, 1,000 and 10,000 connections at rest, and what one of them costs.
    case connections
    /// Beside 2,000 clients that send a byte now and then.
    case slowClients = "slow_clients"
    /// Beside clients that take an export of all cases a little at a time, and what one of them costs.
    case slowReaders = "slow_readers"
    /// The same requests encrypted.
    case tls
    /// The same requests sixteen at a time.
    case pipelining
}
