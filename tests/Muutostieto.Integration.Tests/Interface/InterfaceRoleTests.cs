namespace Muutostieto.Integration.Tests.Interface;

/// <summary>The interface answers by a login that reads the register and appends to the audit chain, and by no other.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Self)]
public sealed class InterfaceRoleTests
{
    [Test]
    public async Task It_goes_on_answering_when_the_other_logins_are_locked()
    {
        using var database = PostgreSqlCluster.Shared.NewDatabase();
        await using var scene = await InterfaceScene.StartAsync(persons: 300, weeks: 4, database: database);
        foreach (var part in new[] { "register", "deliveries", "owner" })
        {
            database.Execute($"ALTER ROLE {scene.Logins!.NameOf(part)} NOLOGIN");
        }

        database.CutConnections();
        using var client = scene.NewClient();
        var answer = await client.AskAsync("perustiedot-vko", """{"kuntakoodit":["697"]}""");
        var pages = await InterfaceScene.ChangesAsync(client, 1);

        Assert.That(answer.GetRawText(), Does.Contain("697"));
        Assert.That(pages, Is.Not.Empty);
        Assert.That(
            database.Value("SELECT count(*) FROM audit.chain WHERE kind = 'interface'"), Is.GreaterThanOrEqualTo(1L + pages.Count));
    }
}
