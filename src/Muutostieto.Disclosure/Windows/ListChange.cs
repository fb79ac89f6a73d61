namespace Muutostieto.Disclosure.Windows;

/// <summary>Somebody has come onto a permit's list, or has gone from it. Who was on it already, or off it, makes none.</summary>
/// <param name="Position">The list's position after it: from 1, one more each time.</param>
/// <param name="Person">The register's surrogate id.</param>
/// <param name="IsAdded">Whether the person is on the list from this position on.</param>
/// <param name="IsUploaded">Whether the recipient asked for it; else two persons have turned out to be one.</param>
public readonly record struct ListChange(long Position, long Person, bool IsAdded, bool IsUploaded);
