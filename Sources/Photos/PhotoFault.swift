/// Why a photo is not taken (照片不能接收的原因): what can not be read to its end may hide a position.
package enum PhotoFault: Error, Sendable, Hashable {
    /// It ends before it is whole.
    case cut
    /// It is not built as its kind says.
    case malformed
    /// It is built in a way that is allowed but that nobody here reads: moving pictures in WebP.
    case unsupported
}
