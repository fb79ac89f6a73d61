namespace Muutostieto.Interface.Mapping;

/// <summary>How a value that came fits its field.</summary>
internal enum FieldFit
{
    /// <summary>The register has a place for all of it.</summary>
    Whole,

    /// <summary>It says something that the mapping does not know, such as a new code.</summary>
    More,

    /// <summary>It has another shape than the field.</summary>
    Malformed,
}
