namespace Muutostieto.SelfService.Residents.Searches;

/// <summary>The names of a search's fields, in a form and in faults.</summary>
public static class SearchFields
{
    public static string Kind => "kind";
    public static string AgeFrom => "ageFrom";
    public static string AgeTo => "ageTo";
    public static string Turning => "turning";
    public static string From => "from";
    public static string To => "to";
    public static string Municipalities => "municipality";
    public static string PostalCodes => "postalCode";
    public static string MotherTongues => "motherTongue";
    public static string Sex => "sex";

    /// <summary>The number of the user's own case: no part of the search, but of its form.</summary>
    public static string Reference => "reference";

    /// <summary>The name of a saved selection.</summary>
    public static string Name => "name";
}
