using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Reports;

/// <summary>The task for which a person's data were asked for in the self-service.</summary>
/// <param name="Id">As the audit has it.</param>
/// <param name="Known">As the permit has it now; null when it does not have it any more.</param>
public sealed record ReportedTask(string Id, SelfServiceTask? Known)
{
    /// <summary>Its name in a language, or its id.</summary>
    internal string NameIn(string language) => Known?.NameIn(language) ?? Id;
}
