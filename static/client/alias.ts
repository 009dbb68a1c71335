// The page at an old address leads to the new one and takes the fragment along, which a refresh of the page would drop.
// The target is what the sealed head names as canonical; the fragment cannot change it. Replacing the entry lets the
// back button skip the old address.

const canonical = document.querySelector<HTMLLinkElement>('link[rel="canonical"]');
if (canonical !== null) location.replace(canonical.href + location.hash);
