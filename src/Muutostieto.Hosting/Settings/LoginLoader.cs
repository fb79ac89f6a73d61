using System.Text.RegularExpressions;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads <c>SelfService.login</c>.</summary>
internal static partial class LoginLoader
{
    /// <summary>Null after a fault that leaves nothing to log in with.</summary>
    internal static LoginSettings? Load(
        SectionReader reader, bool production, FaultCollector faults, Func<SectionReader?, string, string, string> pathOf)
    {
        var authority = Authority(reader, production);
        var client = reader.Text("clientId", Token, "a text without blanks");
        var file = PathIfAny(reader, "clientSecretFile", pathOf);
        var variable = reader.Text(
            "clientSecretVariable", VariableName, "the name of an environment variable: letters, digits and underscores", required: false);
        if ((file is null) == (variable is null))
        {
            reader.Fault(
                "clientId",
                "\"clientId\" needs exactly one of \"clientSecretFile\" and \"clientSecretVariable\"",
                "Keep or add one of the two.");
        }

        var scopes = Tokens(reader, "scopes");
        if (scopes.Count > 0 && !scopes.Contains("openid"))
        {
            reader.Fault("scopes", "\"scopes\" lacks \"openid\"", "Add it: without it a provider says nothing of the user.");
        }

        // Read whatever is wrong elsewhere, so that all faults are reported at once.
        var read = new LoginSettings(authority ?? new Uri("https://none.invalid"), client ?? "") { Roles = Roles(reader) };
        read = read with
        {
            ClientSecretFile = file,
            ClientSecretVariable = variable,
            CaFile = PathIfAny(reader, "caFile", pathOf),
            Scopes = scopes.Count > 0 ? scopes : read.Scopes,
            Acr = Tokens(reader, "acr"),
            UserClaim = Claim(reader, "userClaim") ?? read.UserClaim,
            NameClaim = Claim(reader, "nameClaim") ?? read.NameClaim,
            RoleClaim = Claim(reader, "roleClaim") ?? read.RoleClaim,
            RecipientClaim = Claim(reader, "recipientClaim") ?? read.RecipientClaim,
            MunicipalityClaim = Claim(reader, "municipalityClaim") ?? read.MunicipalityClaim,
            Recipients = Recipients(reader, faults),
        };
        return authority is null || client is null ? null : read;
    }

    private static Uri? Authority(SectionReader reader, bool production)
    {
        if (reader.Text("authority") is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var authority) || authority.Scheme is not ("http" or "https")
            || authority.UserInfo.Length > 0 || authority.Query.Length > 0 || authority.Fragment.Length > 0)
        {
            reader.Fault(
                "authority", "\"authority\" is no address of a provider", "Write its issuer: https://login.example.fi/realms/kunta");
            return null;
        }

        if (authority is { Scheme: "http", IsLoopback: false })
        {
            reader.Fault("authority", "logins would cross the network unencrypted", "Write https; http is for a loopback address alone.");
            return null;
        }

        if (production && authority.Scheme == "http")
        {
            reader.Fault(
                "authority",
                "the provider is one of this machine for demonstrations, and the configuration is marked production",
                "Write the https address of the organisation's provider.");
        }

        return authority;
    }

    private static Dictionary<string, IReadOnlyList<string>> Roles(SectionReader reader)
    {
        var roles = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (reader.Section("roles", ConfigurationKeys.SelfServiceRoles) is { } section)
        {
            foreach (var name in ConfigurationKeys.SelfServiceRoles.Where(name => section.Value(name, required: false) is not null))
            {
                roles.Add(name, [.. section.Texts(name).Select(value => value.Text)]);
            }
        }

        return roles;
    }

    private static Dictionary<string, string>? Recipients(SectionReader reader, FaultCollector faults)
    {
        if (reader.Value("recipients", required: false) is not { } json)
        {
            return null;
        }

        var recipients = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json.Shape != JsonShape.Object)
        {
            faults.Add(
                json.Place,
                $"expected an object, found {json.Describe()}",
                "Write { \"value of the claim\": \"id of a recipient\" }.");
        }

        foreach (var member in json.Members)
        {
            if (member.Value.Shape == JsonShape.Text)
            {
                recipients.Add(member.Name, member.Value.Text);
            }
            else
            {
                faults.Add(member.Value.Place, $"expected a text, found {member.Value.Describe()}", "Write a recipient's id in quotes.");
            }
        }

        return recipients;
    }

    private static List<string> Tokens(SectionReader reader, string key)
    {
        var values = reader.Value(key, required: false) is null ? [] : reader.Texts(key).Select(value => value.Text).ToList();
        if (!values.TrueForAll(value => Token.IsMatch(value)))
        {
            reader.Fault(key, $"\"{key}\" has a value that is empty or has a blank in it", "Write each value as a text of its own.");
        }

        return values;
    }

    private static string? Claim(SectionReader reader, string key) =>
        reader.Text(key, Token, "the name of a claim, without blanks", required: false);

    private static string? PathIfAny(SectionReader reader, string key, Func<SectionReader?, string, string, string> pathOf) =>
        reader.Text(key, required: false) is null ? null : pathOf(reader, key, key);

    [GeneratedRegex(@"^[!-~]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Token { get; }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName { get; }
}
