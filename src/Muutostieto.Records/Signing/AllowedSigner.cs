namespace Muutostieto.Records.Signing;

/// <summary>One line of a file of signers: who may sign what with which key, and when.</summary>
/// <param name="Line">Where it is in the file, from 1.</param>
/// <param name="Principals">Patterns of names.</param>
/// <param name="Key">The key.</param>
internal sealed record AllowedSigner(int Line, string Principals, SigningPublicKey Key)
{
    /// <summary>Patterns of namespaces; null for all.</summary>
    internal string? Namespaces { get; init; }

    internal DateTimeOffset? ValidAfter { get; init; }

    internal DateTimeOffset? ValidBefore { get; init; }

    /// <summary>Why a signature by this key does not count; null when it does.</summary>
    internal string? Objection(string principal, string scope, DateTimeOffset now) =>
        !SshPattern.Matches(Principals, principal) ? $"is of {Principals}, not of {principal}"
        : Namespaces is { } namespaces && !SshPattern.Matches(namespaces, scope) ? $"may sign for {namespaces} only, not for {scope}"
        : now < ValidAfter ? $"is valid from {Shown(ValidAfter)} on"
        : now > ValidBefore ? $"was valid until {Shown(ValidBefore)}"
        : null;

    private static string Shown(DateTimeOffset? time) => FormattableString.Invariant($"{time:yyyy-MM-dd HH:mm zzz}");
}
