using Muutostieto.Disclosure;

namespace Muutostieto.Interface.Calls;

/// <summary>Who asks, whose credentials the edge has checked.</summary>
/// <param name="Connection">The name of the connection: its user.</param>
/// <param name="Terms">
/// What the connection may receive today. An area has every municipality that it has or had, so that a key of before a merger can be gone
/// on from.
/// </param>
/// <param name="Client">X-Road-Client, or null.</param>
/// <param name="Id">X-Road-Id, or null.</param>
/// <param name="Issue">X-Road-Issue, or null.</param>
/// <param name="User">X-Road-UserId, which may be an identity code: for the audit's payload alone; or null.</param>
public sealed record Caller(
    string Connection, DisclosureTerms Terms, string? Client = null, string? Id = null, string? Issue = null, string? User = null);
