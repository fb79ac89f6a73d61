using Muutostieto.Interface.Mapping;

namespace Muutostieto.Interface.Tests.Support;

/// <summary>The mapping that the project ships.</summary>
internal static class Mapped
{
    internal static InterfaceCatalog Catalog { get; } = InterfaceCatalogReader.Default(Layouts.Catalog);
}
