import HTTPWire

/// Decides whose word about the client counts.
///
/// `Forwarded` (RFC 7239) and `X-Forwarded-For` are whatever the sender wrote: a client that is believed could take any
/// address and so escape limits and falsify logs. So they are read from the last hop backwards, each entry only as long
/// as the one who wrote it is a trusted proxy; the first address that is not one is the client.
struct ProxyTrust: Sendable {
    private let proxies: [AddressRange]

    init(_ proxies: [AddressRange]) {
        self.proxies = proxies
    }

    var isEmpty: Bool { proxies.isEmpty }

    func contains(_ address: NetworkAddress) -> Bool {
        proxies.contains { $0.contains(address) }
    }

    /// Who sent the request that came over the connection of `direct`.
    func peer(of request: borrowing Request, over direct: Peer) -> Peer {
        guard contains(direct.source) else { return direct }
        let standard = ForwardedField.hops(request.values(named: "forwarded"))
        let legacy = ForwardedField.hops(
            addresses: request.values(named: "x-forwarded-for"),
            protocols: request.values(named: "x-forwarded-proto")
        )
        if standard.isEmpty { return client(legacy, direct) }
        let named = client(standard, direct)
        // A proxy that writes one field and passes the other on as the client sent it makes the client's word look like
        // its own. When the two disagree nobody knows which is which, and neither is believed; nor is it the proxy itself
        // who asks, which may be let in where the client is not.
        guard legacy.isEmpty || client(legacy, direct).source == named.source else {
            return Peer(source: .unknown, isTLS: direct.isTLS)
        }
        return named
    }

    private func client(_ hops: [ForwardedField.Hop], _ direct: Peer) -> Peer {
        var peer = direct
        for hop in hops.reversed() {
            guard contains(peer.source) else { return peer }
            let isTLS = hop.isTLS ?? peer.isTLS
            // A hop that tells the protocol alone names nobody.
            guard let address = hop.address else { return Peer(source: peer.source, isTLS: isTLS) }
            peer = Peer(source: address, isTLS: isTLS)
        }
        return peer
    }
}
