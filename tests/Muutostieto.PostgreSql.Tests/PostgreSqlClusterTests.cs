namespace Muutostieto.PostgreSql.Tests;

/// <summary>The cluster of the tests themselves.</summary>
public sealed class PostgreSqlClusterTests
{
    [Test]
    public void A_cluster_leaves_nothing_when_the_input_of_its_keeper_ends_as_it_does_with_this_process()
    {
        string folder;
        using (var cluster = new PostgreSqlCluster())
        {
            folder = cluster.Host;
            using var database = cluster.NewDatabase();
            Assert.That(database.Value("SHOW listen_addresses"), Is.Empty);
            Assert.That(Path.Combine(folder, "data", "postmaster.pid"), Does.Exist);
        }

        Assert.That(folder, Does.Not.Exist);
    }
}
