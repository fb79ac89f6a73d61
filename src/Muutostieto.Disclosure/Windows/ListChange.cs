namespace Muutostieto.Disclosure.Windows;

/// <summary>A person was added to a permit's list or removed from it. Adding a person already on it, or removing one who is not, makes no
/// change.</summary>
/// <param name="Position">The list's position after it: from 1, one more each time.</param>
/// <param name="Person">The register's surrogate id.</param>
/// <param name="IsAdded">Whether the person is on the list from this position on.</param>
/// <param name="IsUploaded">Whether the recipient asked for it; otherwise it follows from a merger of two persons.</param>
public readonly record struct ListChange(long Position, long Person, bool IsAdded, bool IsUploaded);
