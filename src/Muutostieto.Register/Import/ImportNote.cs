using Muutostieto.Records.Model;

namespace Muutostieto.Register.Import;

/// <summary>Something that an import saw in a file.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Finding">What was seen, and in which line.</param>
public sealed record ImportNote(string File, Finding Finding)
{
    public override string ToString() => $"{File} {Finding}";
}
