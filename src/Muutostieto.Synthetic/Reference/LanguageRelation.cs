namespace Muutostieto.Synthetic.Reference;

/// <summary>In which languages a municipality has street names.</summary>
internal enum LanguageRelation
{
    Finnish,
    Swedish,
    Bilingual,
}
