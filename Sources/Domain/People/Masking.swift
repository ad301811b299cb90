/// What stands where something personal is not shown (脱敏标记).
package enum Masking {
    /// In the place of unit and door, and of either.
    package static let door = "***"
}
