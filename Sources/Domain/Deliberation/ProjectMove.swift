/// What can be done to a project (项目动作).
package enum ProjectMove: String, CaseIterable, Sendable {
    case start, complete, accept

    package var title: Title {
        switch self {
        case .start: Title("开工", "Start a project")
        case .complete: Title("完工", "Complete a project")
        case .accept: Title("验收", "Accept a project")
        }
    }
}

extension ProjectStatus {
    /// The status that a move leads to, or nothing where the move is not possible now.
    package func after(_ move: ProjectMove) -> ProjectStatus? {
        switch (self, move) {
        case (.planned, .start): .implementing
        case (.implementing, .complete): .completed
        case (.completed, .accept): .accepted
        case (.planned, _), (.implementing, _), (.completed, _), (.accepted, _): nil
        }
    }
}

/// What can be done to a session of the hall (议事会动作).
package enum SessionMove: String, CaseIterable, Sendable {
    case open, close, cancel

    package var title: Title {
        switch self {
        case .open: Title("开始议事会：议程确定，发签到码", "Open a session: its agenda stands, and people check in")
        case .close: Title("结束议事会，未议的议程暂缓", "Close a session; what was not dealt with is deferred")
        case .cancel: Title("取消议事会", "Cancel a session")
        }
    }
}

extension SessionStatus {
    /// An open session is still planned; its `opened_at` tells it from others.
    package func after(_ move: SessionMove) -> SessionStatus? {
        switch (self, move) {
        case (.planned, .open): .planned
        case (.planned, .close): .held
        case (.planned, .cancel): .cancelled
        case (.held, _), (.cancelled, _): nil
        }
    }
}
