import Glibc

/// Starts programs (启动进程).
enum Spawning {
    /// Starts a program by its path.
    ///
    /// - Parameters:
    ///   - words: The path, and the arguments after it.
    ///   - output: Where its standard output goes; nothing means nowhere.
    ///   - child: Takes the number of the process.
    /// - Returns: 0, or the error number.
    static func start(_ words: [String], output: Int32?, child: inout pid_t) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let output {
            posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // This process ignores the signals that end it, to tidy up first; the child is to start with the usual ones.
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // A group of its own: Ctrl-C reaches this process alone, which then stops the child itself.
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETPGROUP))
        let arguments = words.map { strdup($0) }
        defer { for argument in arguments { free(argument) } }
        return posix_spawn(&child, words.first ?? "", &actions, &attributes, arguments + [nil], environ)
    }

    /// Waits for the end of a child, and forgets it.
    ///
    /// - Returns: Its exit code; -1 when a signal ended it.
    static func wait(for child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        Interruption.watch(child: nil)
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
    }
}
