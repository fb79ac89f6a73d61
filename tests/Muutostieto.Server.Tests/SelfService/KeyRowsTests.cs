using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Muutostieto.PostgreSql;
using Muutostieto.SelfService.Store;
using Muutostieto.Server.SelfService;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>Of several services on one database each knows the cookies and forms of the others, and of those before them.</summary>
public sealed class KeyRowsTests
{
    [Test]
    public void What_one_service_protects_another_one_and_a_later_one_read()
    {
        using var database = PostgreSqlCluster.Shared.NewDatabase();
        StoreMigration.Apply(database.ConnectionString, [SelfServiceStore.Scripts]);
        var text = ProtectorOf(database).Protect("a form");
        Assert.That(ProtectorOf(database).Unprotect(text), Is.EqualTo("a form"));
        Assert.That(database.Value("SELECT count(*) FROM self_service.cookie_key"), Is.EqualTo(1L), "the second needed no key of its own");

        using var another = PostgreSqlCluster.Shared.NewDatabase();
        StoreMigration.Apply(another.ConnectionString, [SelfServiceStore.Scripts]);
        Assert.That(
            () => ProtectorOf(another).Unprotect(text), Throws.InstanceOf<System.Security.Cryptography.CryptographicException>());
    }

    private static IDataProtector ProtectorOf(PostgreSqlDatabase database)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddDataProtection().SetApplicationName("muutostieto");
        var keys = new KeyRows(new CookieKeys(SelfServiceStore.OpenDatabase(database.ConnectionString)));
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys);
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }
}
