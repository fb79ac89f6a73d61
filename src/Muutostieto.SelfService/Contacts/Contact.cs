namespace Muutostieto.SelfService.Contacts;

/// <summary>A contact person of a recipient.</summary>
/// <param name="Number">In the store.</param>
/// <param name="Recipient">Whose.</param>
/// <param name="Content">Kind, name, address, telephone.</param>
/// <param name="Version">Grows with each change.</param>
/// <param name="Changed">When it was last changed.</param>
/// <param name="ChangedBy">By which user, as pages show it.</param>
public sealed record Contact(
    long Number, string Recipient, ContactContent Content, int Version, DateTimeOffset Changed, string ChangedBy);
