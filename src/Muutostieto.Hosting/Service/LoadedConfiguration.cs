using Muutostieto.Hosting.Settings;
using Muutostieto.Records.Groups;

namespace Muutostieto.Hosting.Service;

/// <summary>A checked configuration with the record layouts that it was checked against.</summary>
public sealed record LoadedConfiguration(Configuration Configuration, GroupCatalog Catalog);
