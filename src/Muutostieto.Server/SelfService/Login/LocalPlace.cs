namespace Muutostieto.Server.SelfService.Login;

/// <summary>Where a login goes back to: a path of this site and nothing else.</summary>
internal static class LocalPlace
{
    private const int Longest = 2_000;

    /// <param name="asked">From the address; anything that could lead elsewhere leads to the front page.</param>
    internal static string Of(string? asked) =>
        asked is ['/', ..] and not ['/', '/' or '\\', ..] and { Length: <= Longest } && !asked.Any(c => char.IsControl(c) || c == '\\')
            ? asked
            : "/";
}
