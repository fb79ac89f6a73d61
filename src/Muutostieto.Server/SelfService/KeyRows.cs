using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Muutostieto.SelfService.Store;

namespace Muutostieto.Server.SelfService;

/// <summary>The keys of cookies in the store that several services share.</summary>
internal sealed class KeyRows(CookieKeys keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.All().Select(content => XElement.Parse(content))];

    public void StoreElement(XElement element, string friendlyName) => keys.Keep(friendlyName, element.ToString());
}
