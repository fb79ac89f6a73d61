namespace Muutostieto.Records.Groups;

/// <summary>What a group holds of that which non-disclosure for personal safety covers (law 661/2009, 36-37 §).</summary>
public enum Sensitivity
{
    /// <summary>Nothing: names, relations, citizenship.</summary>
    None,

    /// <summary>An address, a building or a dwelling: never delivered under a non-disclosure order.</summary>
    Address,

    /// <summary>Other contact data, as e-mail: never delivered under a non-disclosure order.</summary>
    Contact,

    /// <summary>The municipality of residence: delivered under an order only with the right of 37 §.</summary>
    Municipality,

    /// <summary>
    /// A municipality where the person lived before: delivered only with the right of 37 §, with or without an order. Of a person who has
    /// been under one it names a place of that time, or the day of the flight.
    /// </summary>
    FormerMunicipality,

    /// <summary>The order itself and its end date: delivered only with the right of 37 §.</summary>
    NonDisclosure,
}
