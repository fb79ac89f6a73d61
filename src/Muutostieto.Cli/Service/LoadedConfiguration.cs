using Muutostieto.Hosting.Settings;
using Muutostieto.Records.Groups;

namespace Muutostieto.Cli.Service;

/// <summary>A checked configuration with the record layouts that it was checked against.</summary>
internal sealed record LoadedConfiguration(Configuration Configuration, GroupCatalog Catalog);
