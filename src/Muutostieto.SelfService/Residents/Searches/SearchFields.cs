namespace Muutostieto.SelfService.Residents.Searches;

/// <summary>The names of a search's fields, in a form and in faults.</summary>
public static class SearchFields
{
    public const string Kind = "kind";
    public const string AgeFrom = "ageFrom";
    public const string AgeTo = "ageTo";
    public const string Turning = "turning";
    public const string From = "from";
    public const string To = "to";
    public const string Municipalities = "municipality";
    public const string PostalCodes = "postalCode";
    public const string MotherTongues = "motherTongue";
    public const string Sex = "sex";

    /// <summary>The number of the user's own case: no part of the search, but of its form.</summary>
    public const string Reference = "reference";

    /// <summary>The name of a saved selection.</summary>
    public const string Name = "name";
}
