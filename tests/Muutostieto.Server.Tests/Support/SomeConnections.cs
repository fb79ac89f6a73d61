using System.IO.Abstractions;
using Muutostieto.Deliveries;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Connections;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Server.Tests.Support;

/// <summary>Two connections: <c>mutpT1</c> by area with any client, <c>lista</c> by list with one. The password is <c>pwd</c>.</summary>
internal static class SomeConnections
{
    internal const string Client = "FI/MUN/0245437-2/testi-client";

    private const string Hash = "$pbkdf2-sha256$100000$AAECAwQFBgcICQoLDA0ODw$Xpf9VRj/eZ0gTkWvPMwYXW3n4OZxTbSD2s5ZNJoHyEg";

    private static readonly DeliveryConfiguration Shipped = Load();

    /// <summary>Those of a configuration with these two permits alone.</summary>
    internal static ConnectionDirectory Directory()
    {
        var configuration = Shipped with
        {
            Permits = [Permit("mutpT1", new CountyArea("20"), null), Permit("lista", new ListArea(), [Client])],
        };
        return new ConnectionDirectory(() => configuration, TimeProvider.System);
    }

    private static DeliveryConfiguration Load()
    {
        var (shipped, _) = ConfigurationLoader.Load(
            new FileSystem(),
            Repository.Config,
            Path.GetTempPath(),
            Layouts.Catalog.Outlines,
            TimeProvider.System,
            new RemedyNames(),
            new Dictionary<string, string>(),
            Layouts.Buildings.Outlines);
        return shipped!.Deliveries;
    }

    private static Permit Permit(string user, Area area, IReadOnlyList<string>? clients) => new()
    {
        Id = user.ToLowerInvariant(),
        Recipient = "testi",
        ValidFrom = new DateOnly(2020, 1, 1),
        CustomerNumber = "1",
        RegisterName = user.ToUpperInvariant(),
        Area = area,
        Product = "laajat",
        NonDisclosureRight = area.IsList ? NonDisclosureRight.OrderOnly : NonDisclosureRight.Section37,
        Interface = new InterfaceChannel(user, [Hash], clients),
    };
}
