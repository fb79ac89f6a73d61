namespace Muutostieto.Extracts.Orders;

/// <summary>By what a sample is divided, so that each part has its share of it.</summary>
public enum SampleStrata
{
    /// <summary><c>null</c>: it is not divided. The default.</summary>
    None,

    /// <summary><c>municipality</c>: of residence.</summary>
    Municipality,

    /// <summary><c>sex</c>.</summary>
    Sex,

    /// <summary><c>ageGroup</c>: 0–17, 18–24, then ten years each, and 85 and more.</summary>
    AgeGroup,
}
