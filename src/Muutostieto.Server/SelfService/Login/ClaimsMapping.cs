using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Settings;
using Muutostieto.SelfService.Access;

namespace Muutostieto.Server.SelfService.Login;

/// <summary>
/// What a provider's claims mean here. A value that the settings do not name gives nothing; one that contradicts itself gives nothing
/// either.
/// </summary>
internal sealed partial class ClaimsMapping
{
    internal const int LongestId = 200;
    internal const int LongestName = 100;
    private const int LongestRecipient = 64;

    private readonly LoginSettings settings;
    private readonly Func<MunicipalityDirectory> municipalities;
    private readonly FrozenDictionary<string, ImmutableSortedSet<Role>> roles;

    /// <param name="settings">Which claims there are, and what their values mean.</param>
    /// <param name="municipalities">Those that there are, as of now.</param>
    internal ClaimsMapping(LoginSettings settings, Func<MunicipalityDirectory> municipalities)
    {
        (this.settings, this.municipalities) = (settings, municipalities);
        roles = settings.Roles
            .SelectMany(role => role.Value.Select(value => (Value: value, Role: RoleOf(role.Key))))
            .GroupBy(each => each.Value, each => each.Role, StringComparer.Ordinal)
            .ToFrozenDictionary(each => each.Key, each => each.ToImmutableSortedSet(), StringComparer.Ordinal);
    }

    /// <summary>The claims that are looked at.</summary>
    internal IReadOnlyList<string> Names =>
    [
        settings.UserClaim, settings.NameClaim, settings.RoleClaim, settings.RecipientClaim, settings.MunicipalityClaim,
    ];

    /// <summary>
    /// Who a user is; null when the claims do not say it in one way that the audit can record. A user's identity code is none: it would be
    /// in every entry.
    /// </summary>
    internal SelfServiceUser? UserOf(ClaimsPrincipal principal)
    {
        if (Values(principal, settings.UserClaim) is not [{ Length: > 0 and <= LongestId } id] || id.Any(char.IsControl)
            || string.IsNullOrWhiteSpace(id) || IdentityCode().IsMatch(id))
        {
            return null;
        }

        return new SelfServiceUser
        {
            Id = id,
            Name = NameOf(principal) ?? id,
            Roles = [.. Values(principal, settings.RoleClaim).SelectMany(value => roles.GetValueOrDefault(value, []))],
            Recipient = RecipientOf(principal),
            Municipalities = Values(principal, settings.MunicipalityClaim).Where(IsMunicipality)
                .ToImmutableSortedSet(StringComparer.Ordinal),
        };
    }

    /// <summary>How many different values a claim has, empty ones left out.</summary>
    internal static int CountOf(ClaimsPrincipal principal, string claim) => Values(principal, claim).Count(value => value.Length > 0);

    private static Role RoleOf(string key) => key switch
    {
        "municipality" => Role.Municipality,
        "customer" => Role.Customer,
        "operator" => Role.Operator,
        "auditor" => Role.Auditor,
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, null),
    };

    private static string[] Values(ClaimsPrincipal principal, string claim) =>
        [.. principal.FindAll(claim).Select(each => each.Value).Distinct(StringComparer.Ordinal)];

    private string? NameOf(ClaimsPrincipal principal)
    {
        var plain = string.Concat((principal.FindFirst(settings.NameClaim)?.Value ?? "").Where(c => !char.IsControl(c))).Trim();
        return plain.Length switch
        {
            0 => null,
            _ when IdentityCode().IsMatch(plain) => null,
            <= LongestName => plain,
            _ => plain[..(char.IsHighSurrogate(plain[LongestName - 1]) ? LongestName - 1 : LongestName)],
        };
    }

    /// <summary>A user acts for one recipient; of two it would be chance for which.</summary>
    private string? RecipientOf(ClaimsPrincipal principal)
    {
        var values = Values(principal, settings.RecipientClaim).Where(value => value.Length > 0);
        string[] recipients = settings.Recipients is { } known
            ? [.. values.Select(value => known.GetValueOrDefault(value)).OfType<string>().Distinct(StringComparer.Ordinal)]
            : [.. values];
        return recipients is [var only] && IsId(only) ? only : null;
    }

    /// <summary>As permits name recipients: whatever a provider lets its users write, no other text comes to files and folders.</summary>
    private static bool IsId(string value) =>
        value.Length <= LongestRecipient && value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private bool IsMunicipality(string value) =>
        value.Length == 3 && value.All(char.IsAsciiDigit) && municipalities().Municipality(value) is not null;

    /// <summary>What the audit leaves out of texts too, whatever is around it.</summary>
    [GeneratedRegex("[0-9]{6}[-+A-Za-z][0-9]{3}[0-9A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex IdentityCode();
}
