using Muutostieto.Records;

namespace Muutostieto.Testing;

/// <summary>Shows a remedy as the library knows it.</summary>
internal sealed class RemedyNames : IRemedyWords
{
    public string Of(Remedy remedy) => $"{remedy}";
}
