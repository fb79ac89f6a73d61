using Muutostieto.SelfService.Access;

namespace Muutostieto.Server.Tests.Support;

internal static class SomeUsers
{
    /// <summary>A user of one role, with recipient and municipality.</summary>
    internal static SelfServiceUser Of(Role role) => new()
    {
        Id = $"user-{role}",
        Name = $"Test {role}",
        Roles = [role],
        Recipient = "puolangan-kunta",
        Municipalities = ["620"],
    };

    internal static SelfServiceUser WithoutRole { get; } = new() { Id = "user-none", Name = "Test Nothing", Roles = [] };
}
