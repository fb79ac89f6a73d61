namespace Muutostieto.Hosting.Reports;

/// <summary>The service by which a person's data were given.</summary>
public enum ReportService
{
    /// <summary>Everyone of an area or a list, as files.</summary>
    Base,

    /// <summary>What has changed for them, as files.</summary>
    Changes,

    /// <summary>By an order of a recipient.</summary>
    Extract,

    /// <summary>The persons of a customer's own register, brought up to date.</summary>
    Update,

    /// <summary>Asked for over the JSON interface.</summary>
    Interface,

    /// <summary>In a browser.</summary>
    SelfService,

    /// <summary>A kind that this version does not know.</summary>
    Other,
}
