using Muutostieto.SelfService.Applications;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>The pages of recipients over a scene of their own, in the browser of one of its users.</summary>
public abstract class CustomerFixture
{
    private protected static readonly (string, string)[] WholeApplication =
    [
        ("register", "<b>Rekisteri</b>"), ("purposes", "statistics"), ("purposes", "scientific-research"), ("legalGround", "Laki 1 §"),
        ("area", "Municipalities"), ("areaMunicipalities", "puolanka, 205"), ("way", "orders"), ("targets", "persons"),
        ("groups", "003"), ("groups", "004"), ("formats", "csv"),
        .. Enum.GetNames<DataProtectionQuestion>().Select(question => ($"statement.{question}", "yes")),
        ("statementText", "Salattu"), ("contact.name", "Testi Henkilö"), ("contact.email", "testi@puolanka.example"),
        ("validFrom", "1.12.2126"),
    ];

    private protected static readonly (string, string)[] WholeOrder =
    [
        ("title", "<b>Aikuiset</b>"), ("permit", CustomerScene.OrdersPermit), ("purpose", "scientific-research"), ("target", "persons"),
        ("ageFrom", "18"), ("municipalities", "Puolanka"), ("groups", "004"), ("formats", "csv"),
    ];

    private protected CustomerScene Scene { get; private set; } = null!;

    private protected RunningSelfService Service { get; private set; } = null!;

    private protected Browser Browser { get; private set; } = null!;

    [SetUp]
    public async Task SetUp()
    {
        Scene = new CustomerScene();
        Service = await RunningSelfService.StartAsync(
            change: settings => settings with { UploadMegabytes = CustomerScene.UploadMegabytes }, area: Scene);
        Browser = Service.NewBrowser(CustomerScene.Customer);
    }

    [TearDown]
    public async Task TearDown()
    {
        Browser.Dispose();
        await Service.DisposeAsync();
        Scene.Dispose();
    }

    private protected async Task<Seen> FillAsync(string place, params (string, string)[] fields) =>
        await Browser.FollowAsync(await Browser.SendAsync(await Browser.OpenAsync(place), place, fields));
}
