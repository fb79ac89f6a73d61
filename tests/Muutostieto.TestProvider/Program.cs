using System.Globalization;
using Muutostieto.TestProvider;

var port = args is [var text] ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : 8653;
await using var provider = await ProviderApplication.StartAsync(port);
Console.WriteLine($"Test login: {provider.Authority} (users {string.Join(", ", ProviderUser.Some.Select(user => user.Name))}; "
    + $"code {ProviderApplication.Code})");
await provider.WaitAsync();
