namespace Muutostieto.Disclosure.Permits;

/// <summary>How a permit's data can be asked for over the interface (VTJ-muutosrajapinta): a connection, which belongs to one permit
/// only.</summary>
/// <param name="User">1 to 64 letters, digits, dots, dashes and underscores; no other permit has the same.</param>
/// <param name="PasswordHashes">One, or two while the recipient changes its password.</param>
/// <param name="Clients">
/// The values of X-Road-Client that may ask, as <c>FI/MUN/0000000-0/kainuu-client</c>, at least one; null: any, and none too.
/// </param>
public sealed record InterfaceChannel(string User, IReadOnlyList<string> PasswordHashes, IReadOnlyList<string>? Clients)
{
    /// <summary>The first day on which it may be used; null: that of the permit.</summary>
    public DateOnly? From { get; init; }
}
