using Muutostieto.SelfService.Access;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>What an address asks of its user, beside each endpoint.</summary>
/// <param name="Session">Whether a session is needed.</param>
/// <param name="Action">The right; null: any user who is logged in, or all where no session is needed.</param>
internal sealed record Need(bool Session, UserAction? Action)
{
    /// <summary>Nothing: shown to all.</summary>
    internal static Need Nothing { get; } = new(false, null);

    /// <summary>To be logged in, in whatever role.</summary>
    internal static Need Login { get; } = new(true, null);

    internal static Need Of(UserAction action) => new(true, action);

    /// <summary>How large a body may be, in bytes.</summary>
    internal long LargestBody { get; init; } = 64 * 1024;

    /// <summary>Whether a form of it brings a file.</summary>
    internal bool TakesFile { get; init; }

    /// <summary>Whether it is asked for without the user, as by a page that reloads: it keeps no session alive.</summary>
    internal bool IsPassive { get; init; }
}
