package import Domain

/// How far the making of the demonstration has come (进度): enough for a line of progress.
package struct DemoStep: Sendable {
    package let title: Title
    package let done: Int
    package let total: Int
}
